// Command helm4 does what `helm template` of Helm 4 does, many times in one process. See pkg/cmd/template.go and install.go of Helm.
package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"helm.sh/helm/v4/pkg/action"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/cli"
	"helm.sh/helm/v4/pkg/cli/values"
	"helm.sh/helm/v4/pkg/getter"
	release "helm.sh/helm/v4/pkg/release/v1"

	"tracardi.example/helm-batch/lines"
)

var (
	providers = getter.All(cli.New())
	charts    = map[string]*loadedChart{}
)

func main() {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	lines.Serve(template)
}

func template(request lines.Request) (string, error) {
	options := values.Options{
		ValueFiles:   request.Files,
		JSONValues:   request.JSON,
		Values:       request.Values,
		StringValues: request.Strings,
	}
	given, err := options.MergeValues(providers)
	if err != nil {
		return "", err
	}
	loaded, err := load(request.Chart)
	if err != nil {
		return "", err
	}
	install := action.NewInstall(action.NewConfiguration())
	install.DryRunStrategy = action.DryRunClient
	install.ReleaseName = request.Release
	install.Namespace = request.Namespace
	install.Replace = true
	install.SkipSchemaValidation = loaded.accepts(given)
	result, err := install.Run(loaded.fresh(), given)
	rel, isRelease := result.(*release.Release)
	if err != nil && isRelease && rel != nil {
		return "", fmt.Errorf("%w\n\nUse --debug flag to render out invalid YAML", err)
	}
	if err != nil {
		return "", err
	}
	return manifests(rel), nil
}

func manifests(rel *release.Release) string {
	var text strings.Builder
	fmt.Fprintln(&text, strings.TrimSpace(rel.Manifest))
	for _, hook := range rel.Hooks {
		fmt.Fprintf(&text, "---\n# Source: %s\n%s\n", hook.Path, hook.Manifest)
	}
	return text.String()
}

// loadedChart is a chart that is read once, and its schema, which takes longer to compile than all templates to render.
type loadedChart struct {
	chart  *chart.Chart
	schema *jsonschema.Schema
}

func load(path string) (*loadedChart, error) {
	if charts[path] == nil {
		read, err := loader.Load(path)
		if err != nil {
			return nil, err
		}
		schema, err := compile(read.Schema)
		if err != nil {
			return nil, err
		}
		charts[path] = &loadedChart{read, schema}
	}
	return charts[path], nil
}

// Rendering may replace a chart's values, and nothing else of it.
func (loaded *loadedChart) fresh() *chart.Chart {
	fresh := *loaded.chart
	return &fresh
}

// Whether the values fit the schema. Where they do not, or this cannot tell, Helm itself looks and says what is wrong.
func (loaded *loadedChart) accepts(given map[string]any) bool {
	all, err := util.CoalesceValues(loaded.chart, given)
	return err == nil && loaded.schema.Validate(all.AsMap()) == nil
}

func compile(schema []byte) (*jsonschema.Schema, error) {
	const name = "file:///values.schema.json"
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, parsed); err != nil {
		return nil, err
	}
	return compiler.Compile(name)
}
