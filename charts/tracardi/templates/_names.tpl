{{- /* Value of app.kubernetes.io/name. */ -}}
{{- define "tracardi.name" -}}
{{- default .Chart.Name .Values.nameOverride -}}
{{- end -}}

{{- /* Name of an object of this release, with the prefix of `fullnameOverride`: (list $ NAME). */ -}}
{{- define "tracardi.objectName" -}}
{{- with (first .).Values.fullnameOverride }}{{ . }}-{{ end }}{{ last . -}}
{{- end -}}

{{- /*
Labels that select the pods of a component, as JSON: (list $ COMPONENT). Immutable in a Deployment: exactly these three, and
nothing that a user or a new version may change.
*/ -}}
{{- define "tracardi.selectorLabels" -}}
{{- $root := first . -}}
{{- dict
  "app.kubernetes.io/name" (include "tracardi.name" $root)
  "app.kubernetes.io/instance" $root.Release.Name
  "app.kubernetes.io/component" (last .)
| toJson -}}
{{- end -}}

{{- /*
Labels of an object as JSON: (list $ COMPONENT), "" for what belongs to no component. Versions are on objects only: on pods
they would restart everything with each release of the chart.
*/ -}}
{{- define "tracardi.labels" -}}
{{- $root := first . -}}
{{- $own := include "tracardi.selectorLabels" . | fromJson -}}
{{- if not (last .) -}}
{{- $own = omit $own "app.kubernetes.io/component" -}}
{{- end -}}
{{- $version := dict
  "app.kubernetes.io/version" $root.Chart.AppVersion
  "helm.sh/chart" (printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-")
-}}
{{- include "tracardi.merged" (list $own $version $root.Values.commonLabels) -}}
{{- end -}}

{{- /*
Metadata of an object: a map with `root`, `name` in full, and perhaps `component`, `labels`, `annotations`. Helm does not tell whether
the namespace called default was asked for: objects that do not name it can be applied to another one.
*/ -}}
{{- define "tracardi.metadata" -}}
{{- $labels := include "tracardi.labels" (list .root (default "" .component)) | fromJson -}}
{{- dict
  "name" .name
  "namespace" (ternary "" .root.Release.Namespace (eq .root.Release.Namespace "default"))
  "labels" (include "tracardi.merged" (list $labels .labels) | fromJson)
  "annotations" (include "tracardi.merged" (list .root.Values.commonAnnotations .annotations) | fromJson)
| include "tracardi.given" | fromJson | include "tracardi.yaml" -}}
{{- end -}}
