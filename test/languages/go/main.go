package main

import (
	"os"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2/k8s"
	tracardi "github.com/tracardi/cdk8s-tracardi-go/cdk8stracardi"
)

func key(name string, key string) *tracardi.SecretKeyValues {
	return &tracardi.SecretKeyValues{Name: jsii.String(name), Key: jsii.String(key)}
}

func main() {
	defer jsii.Close()
	problem := (*tracardi.TracardiChart_ValidateValues(jsii.String("redis: { prt: 6379 }"), jsii.String("my.yaml")))[0]
	if *problem.Rule != "unknown-key" || *problem.Line != 1 || *problem.Column != 10 {
		panic(*problem.Message)
	}
	app := cdk8s.NewApp(nil)
	fromFile := tracardi.TracardiChart_FromValues(app, jsii.String("crm"), jsii.Strings(os.Args[1]),
		&tracardi.FromValuesOptions{
			Namespace: jsii.String("crm"),
			Overrides: &tracardi.TracardiValues{Api: &tracardi.ApiValues{
				Public: &tracardi.ApiPublicValues{Replicas: jsii.Number(7)},
			}},
		}).Tracardi()
	fromFile.PrivateApi().AddEnv(jsii.String("TENANT_NAME"), jsii.String("acme"))
	for _, component := range *fromFile.Components() {
		component.AddContainer(&tracardi.ContainerValues{
			Name: jsii.String("proxy"), Image: jsii.String("envoy:1"),
			Ports: &[]*tracardi.ContainerPortValues{
				{ContainerPort: jsii.Number(9901), HostIp: jsii.String("127.0.0.1")},
			},
		})
	}

	chart := cdk8s.NewChart(app, jsii.String("shop"),
		&cdk8s.ChartProps{Namespace: jsii.String("shop"), DisableResourceNameHashes: jsii.Bool(true)})
	tracardi.NewTracardi(chart, jsii.String("shop"), &tracardi.TracardiProps{
		Config: &tracardi.ConfigValues{
			MultiTenant: &tracardi.ConfigMultiTenantValues{Multi: true, Domain: jsii.String("shop.example.com")},
		},
		Secrets: &tracardi.SecretsValues{
			License: &tracardi.LicenseCredentials{
				ValueFrom: &tracardi.LicenseCredentialReferences{LicenseKey: key("shop", "license")},
			},
			Installation: &tracardi.InstallationCredentials{
				ValueFrom: &tracardi.InstallationCredentialReferences{Token: key("shop", "token")},
			},
			Tms: &tracardi.TmsCredentials{
				ValueFrom: &tracardi.TmsCredentialReferences{SecretKey: key("shop", "sign"), ApiKey: key("shop", "api")},
			},
		},
		Api: &tracardi.ApiValues{Public: &tracardi.ApiPublicValues{
			Replicas:    jsii.Number(3),
			Tolerations: &[]*tracardi.TolerationValues{{Key: jsii.String("spot"), Operator: jsii.String("Exists")}},
		}},
		Tenants: &[]*tracardi.TenantValues{{
			Name: jsii.String("acme"), Email: jsii.String("admin@acme.example"), PasswordFrom: key("acme", "password"),
		}},
	})
	links(chart, fromFile.PrivateApi().ServiceName())
	if err := os.WriteFile(os.Args[2], []byte(*app.SynthYaml()), 0o600); err != nil {
		panic(err)
	}
}

func links(chart cdk8s.Chart, api *string) {
	labels := &map[string]*string{"app": jsii.String("links")}
	k8s.NewKubeDeployment(chart, jsii.String("links"), &k8s.KubeDeploymentProps{
		Metadata: &k8s.ObjectMeta{Name: jsii.String("links")},
		Spec: &k8s.DeploymentSpec{
			Selector: &k8s.LabelSelector{MatchLabels: labels},
			Template: &k8s.PodTemplateSpec{
				Metadata: &k8s.ObjectMeta{Labels: labels},
				Spec: &k8s.PodSpec{Containers: &[]*k8s.Container{{
					Name: jsii.String("links"), Image: jsii.String("nginx"),
					Env: &[]*k8s.EnvVar{{Name: jsii.String("API"), Value: api}},
				}}},
			},
		},
	})
}
