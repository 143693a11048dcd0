// Package lines answers requests on standard input, one JSON text a line, with one line each on standard output.
package lines

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"runtime/debug"
)

// Request is one `helm template`. The lists hold what the options of that command would.
type Request struct {
	Chart     string   `json:"chart"`
	Release   string   `json:"release"`
	Namespace string   `json:"namespace"`
	Files     []string `json:"values"`
	JSON      []string `json:"set-json"`
	Values    []string `json:"set"`
	Strings   []string `json:"set-string"`
}

// Answer is what the command would print.
type Answer struct {
	Output string `json:"output"`
	// Error is empty where the command succeeds.
	Error string `json:"error"`
}

// Serve answers until the input ends.
func Serve(template func(Request) (string, error)) {
	// The program's own words (warnings about values) would mix with those of a test run.
	log.SetOutput(io.Discard)
	// Every run leaves garbage of some ten megabytes: to collect it less often saves a quarter of the time.
	debug.SetGCPercent(400)
	requests := json.NewDecoder(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	answers.SetEscapeHTML(false)
	for {
		var request Request
		if err := requests.Decode(&request); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			panic(err)
		}
		if err := answers.Encode(answer(template(request))); err != nil {
			panic(err)
		}
	}
}

func answer(output string, err error) Answer {
	if err != nil {
		return Answer{Error: err.Error()}
	}
	return Answer{Output: output}
}
