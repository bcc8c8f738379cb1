module docgauge

go 1.25.0
