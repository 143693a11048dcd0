// Evaluates PromQL as Prometheus does. On standard input a list of questions, JSON: an expression, the time in seconds, and the
// samples that each series has then. Each answer is the error, or the labels of the series that come out.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/util/annotations"
)

type sample struct {
	Labels map[string]string `json:"labels"`
	Value  float64           `json:"value"`
}

type question struct {
	Expr    string   `json:"expr"`
	At      int64    `json:"at"`
	Samples []sample `json:"samples"`
}

type answer struct {
	Error  string              `json:"error"`
	Series []map[string]string `json:"series"`
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		log.Fatal(err)
	}
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples: 1000,
		Timeout:    10 * time.Second,
		Parser:     parser.NewParser(parser.Options{}),
	})
	answers := make([]answer, len(questions))
	for i, asked := range questions {
		answers[i] = evaluate(engine, asked)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}

func evaluate(engine *promql.Engine, asked question) answer {
	ctx := context.Background()
	query, err := engine.NewInstantQuery(ctx, seriesOf(asked), nil, asked.Expr, time.Unix(asked.At, 0))
	if err != nil {
		return answer{Error: err.Error()}
	}
	defer query.Close()
	vector, err := query.Exec(ctx).Vector()
	if err != nil {
		return answer{Error: err.Error()}
	}
	series := make([]map[string]string, 0, len(vector))
	for _, one := range vector {
		series = append(series, one.Metric.Map())
	}
	return answer{Series: series}
}

// seriesOf holds one sample of each series, at the time of the question.
func seriesOf(asked question) storage.Queryable {
	selected := func(_ bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
		var found []storage.Series
		for _, one := range asked.Samples {
			if matches(one.Labels, matchers) {
				floats := []promql.FPoint{{T: asked.At * 1000, F: one.Value}}
				found = append(found, promql.NewStorageSeries(promql.Series{Metric: labels.FromMap(one.Labels), Floats: floats}))
			}
		}
		return &set{rest: found}
	}
	return &storage.MockQueryable{MockQuerier: &storage.MockQuerier{SelectMockFunction: selected}}
}

// set goes through series that are all there.
type set struct {
	current storage.Series
	rest    []storage.Series
}

func (s *set) Next() bool {
	if len(s.rest) == 0 {
		return false
	}
	s.current, s.rest = s.rest[0], s.rest[1:]
	return true
}

func (s *set) At() storage.Series                { return s.current }
func (s *set) Err() error                        { return nil }
func (s *set) Warnings() annotations.Annotations { return nil }

func matches(given map[string]string, matchers []*labels.Matcher) bool {
	for _, matcher := range matchers {
		if !matcher.Matches(given[matcher.Name]) {
			return false
		}
	}
	return true
}
