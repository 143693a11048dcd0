// Parses a list of PromQL expressions, JSON on standard input, as Prometheus does: answers each with its error, or "".
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/prometheus/prometheus/promql/parser"
)

func main() {
	var expressions []string
	if err := json.NewDecoder(os.Stdin).Decode(&expressions); err != nil {
		log.Fatal(err)
	}
	promql := parser.NewParser(parser.Options{})
	answers := make([]string, len(expressions))
	for i, expression := range expressions {
		if _, err := promql.ParseExpr(expression); err != nil {
			answers[i] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}
