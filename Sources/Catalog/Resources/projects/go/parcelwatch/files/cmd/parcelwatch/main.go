// Command parcelwatch serves the sightings of parcels.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	"parcels.example/parcelwatch/internal/tracking"
	"parcels.example/parcelwatch/internal/web"
)

var version = "dev"

func main() {
	address := flag.String("listen", ":8080", "address to listen on")
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *showVersion {
		fmt.Println("parcelwatch", version)
		return
	}
	server := &http.Server{
		Addr:              *address,
		Handler:           web.Handler(tracking.New(time.Now)),
		ReadHeaderTimeout: 5 * time.Second,
	}
	log.Fatal(server.ListenAndServe())
}
