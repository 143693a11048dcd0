{{- /* The PrometheusRule, by tracardi.data.alerts: root. */ -}}
{{- define "tracardi.prometheusRule" -}}
{{- with .root.Values.monitoring.prometheusRule -}}
{{- if .enabled -}}
{{- $root := $.root -}}
{{- $plan := include "tracardi.data.alerts" . | fromYaml -}}
{{- $scope := eq $root.Release.Namespace "default" | ternary "" (printf "namespace=%q," $root.Release.Namespace) -}}
{{- $late := mul 60 (int64 .lateAfterMinutes) | toString -}}
{{- $rules := list -}}
{{- range $plan.alerts -}}
{{- $expr := .expr | replace "SCOPE" $scope | replace "PREFIX" (include "tracardi.objectName" (list $root "")) | replace "LATE" $late -}}
{{- $rule := dict
  "expr" $expr
  "labels" (dict "severity" "warning")
  "annotations" (pick . "summary" "description")
-}}
{{- $rules = append $rules (merge $rule (pick . "alert" "for")) -}}
{{- end -}}
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  {{- include "tracardi.metadata" (dict "root" $root "name" (include "tracardi.objectName" (list $root $plan.name)) "labels" .labels) | nindent 2 }}
spec:
  {{- dict "groups" (list (dict "name" "tracardi" "rules" $rules)) | include "tracardi.yaml" | nindent 2 }}
{{- end -}}
{{- end -}}
{{- end -}}
