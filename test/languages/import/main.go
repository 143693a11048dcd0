package main

import (
	"app/imports/tracardi"
	"os"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	defer jsii.Close()
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("crm"), &cdk8s.ChartProps{DisableResourceNameHashes: jsii.Bool(true)})
	tracardi.NewTracardi(chart, jsii.String("crm"), &tracardi.TracardiProps{
		ReleaseName:    jsii.String("tracardi"),
		HelmExecutable: jsii.String(os.Args[1]),
		Values: &tracardi.TracardiValues{
			CommonLabels: &map[string]*string{"team": jsii.String("crm")},
			Redis:        &tracardi.TracardiRedis{Host: jsii.String("redis.example"), Port: jsii.Number(6380)},
			Config:       &tracardi.TracardiConfig{SystemEvents: map[string]any{"enabled": "no"}},
			Api: &tracardi.TracardiApi{
				Private: &tracardi.TracardiApiPrivate{
					Replicas:    jsii.Number(3),
					PodLabels:   &map[string]*string{"tier": jsii.String("front")},
					Resources:   &tracardi.ResourceRequirements{Limits: &map[string]any{"memory": "512Mi"}},
					Tolerations: &[]*tracardi.Toleration{{Key: jsii.String("spot"), Operator: tracardi.TolerationOperator_EXISTS}},
					ExtraEnv:    &[]*tracardi.EnvVar{{Name: jsii.String("COLOUR"), Value: jsii.String("blue")}},
					Ingress:     &tracardi.Ingress{Enabled: jsii.Bool(true), Host: jsii.String("crm.example.com")},
				},
			},
			Worker: &tracardi.TracardiWorker{
				Background: &tracardi.TracardiWorkerBackground{Enabled: jsii.Bool(false)},
			},
			ExtraObjects: []any{map[string]any{
				"apiVersion": "v1", "kind": "ConfigMap",
				"metadata": map[string]any{"name": "more"},
				"data":     map[string]any{"a": "b"},
			}},
		},
	})
	os.Stdout.WriteString(*app.SynthYaml())
}
