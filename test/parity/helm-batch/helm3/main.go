// Command helm3 does what `helm template` of Helm 3 does, many times in one process. See cmd/helm/template.go and install.go of Helm.
package main

import (
	"fmt"
	"strings"

	"github.com/xeipuuv/gojsonschema"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/getter"
	"helm.sh/helm/v3/pkg/release"
	"sigs.k8s.io/yaml"

	"tracardi.example/helm-batch/lines"
)

var (
	providers = getter.All(cli.New())
	charts    = map[string]*loadedChart{}
)

func main() {
	// Helm's own build sets this by a linker flag.
	chartutil.DefaultCapabilities.KubeVersion = chartutil.KubeVersion{Version: "v1.32.0", Major: "1", Minor: "32"}
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
	install := action.NewInstall(new(action.Configuration))
	install.DryRunOption = "true"
	install.DryRun = true
	install.ClientOnly = true
	install.ReleaseName = request.Release
	install.Namespace = request.Namespace
	install.Replace = true
	install.SkipSchemaValidation = loaded.accepts(given)
	rel, err := install.Run(loaded.fresh(), given)
	if err != nil && rel != nil {
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
	schema *gojsonschema.Schema
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
	all, err := chartutil.CoalesceValues(loaded.chart, given)
	if err != nil {
		return false
	}
	// Helm checks what is left of the values after this way through YAML.
	text, err := yaml.Marshal(all)
	if err != nil {
		return false
	}
	asJSON, err := yaml.YAMLToJSON(text)
	if err != nil {
		return false
	}
	result, err := loaded.schema.Validate(gojsonschema.NewBytesLoader(asJSON))
	return err == nil && result.Valid()
}

func compile(schema []byte) (*gojsonschema.Schema, error) {
	return gojsonschema.NewSchema(gojsonschema.NewBytesLoader(schema))
}
