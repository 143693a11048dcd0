{{- /* What `helm test` runs where no tenant is verified: a Pod that asks whether the APIs and the TMS answer. */ -}}
{{- define "tracardi.platformTest" -}}
{{- $test := include "tracardi.data.platformTest" . | fromYaml -}}
{{- $urls := include "tracardi.testedUrls" .root | fromJsonArray -}}
{{- if and .root.Values.seed.useHelmHooks $urls (not (include "tracardi.seeds" .root)) -}}
apiVersion: v1
kind: Pod
metadata:
  {{- include "tracardi.metadata" (dict
    "root" .root
    "name" (include "tracardi.objectName" (list .root $test.name))
    "component" $test.name
    "labels" .root.Values.seed.podLabels
    "annotations" (include "tracardi.merged" (list .root.Values.seed.podAnnotations $test.hook) | fromJson)
  ) | nindent 2 }}
spec:
  {{- include "tracardi.platformTestPod" (dict "root" .root "urls" $urls) | fromJson | include "tracardi.yaml" | nindent 2 }}
{{- end -}}
{{- end -}}

{{- /* Where the components answer in the cluster, as a JSON list: $. */ -}}
{{- define "tracardi.testedUrls" -}}
{{- $root := . -}}
{{- $urls := list -}}
{{- range .TracardiMemo.components -}}
{{- if and .asked (hasKey $root.TracardiMemo.deployed .path) -}}
{{- $address := printf "%s:%d" (include "tracardi.objectName" (list $root .service)) (int64 .settings.service.port) -}}
{{- $urls = append $urls (ternary (printf "tcp://%s" $address) (printf "http://%s/healthcheck" $address) (eq .asked "tcp")) -}}
{{- end -}}
{{- end -}}
{{- toJson $urls -}}
{{- end -}}

{{- /* As JSON: root, urls. */ -}}
{{- define "tracardi.platformTestPod" -}}
{{- $seed := .root.Values.seed -}}
{{- $script := (include "tracardi.data.platformTest" . | fromYaml).script -}}
{{- $container := dict
  "name" "test"
  "image" (include "tracardi.image" (list .root $seed.image))
  "imagePullPolicy" $seed.image.pullPolicy
  "command" (concat (list "node" "-e" $script (include "tracardi.probeHost" .root)) .urls)
-}}
{{- $pod := dict
  "restartPolicy" "Never"
  "automountServiceAccountToken" false
  "enableServiceLinks" false
  "imagePullSecrets" (include "tracardi.pullSecrets" (dict "root" .root "component" (dict "settings" $seed)) | fromJsonArray)
  "affinity" $seed.affinity
  "containers" (list (include "tracardi.withFields" (list $container "container" $seed) | fromJson))
-}}
{{- include "tracardi.withFields" (list $pod "pod" $seed) -}}
{{- end -}}
