# docgauge as a static binary in an image with nothing else, run by a user without rights:
#
#   docker build -t docgauge .
#   docker run --rm -v "$PWD:/docs:ro" docgauge check
#
# GO_IMAGE is any image with Go, VERSION what "docgauge version" says.
ARG GO_IMAGE=golang:1.26
FROM ${GO_IMAGE} AS build
ARG VERSION=
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath \
    -ldflags "-s -w -X docgauge/internal/cli.release=${VERSION}" -o /docgauge ./cmd/docgauge

FROM scratch
COPY --from=build /docgauge /usr/bin/docgauge
COPY LICENSE /LICENSE
USER 65532:65532
WORKDIR /docs
ENTRYPOINT ["/usr/bin/docgauge"]
CMD ["check"]
