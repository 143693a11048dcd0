{{- /* Data of all ConfigMaps, as JSON by their names without prefix. */ -}}
{{- define "tracardi.configMaps" -}}
{{- $configMaps := dict -}}
{{- range include "tracardi.data.documents" . | fromYamlArray -}}
{{- $document := get $.Values.config.preConfiguration .key -}}
{{- $_ := set $configMaps .configMap (dict .file (default "{}" $document | include "tracardi.text")) -}}
{{- end -}}
{{- if hasKey .TracardiMemo.deployed "gui.console" -}}
{{- $gui := include "tracardi.data.guiConfig" . | fromYaml -}}
{{- $_ := set $configMaps $gui.configMap (dict $gui.file .Values.gui.console.config.customJs) -}}
{{- end -}}
{{- toJson $configMaps -}}
{{- end -}}

{{- /* A ConfigMap: root, of (its name without prefix). */ -}}
{{- define "tracardi.configMap" -}}
{{- with get (include "tracardi.once" (list "tracardi.configMaps" .root) | fromJson) .of -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" (include "tracardi.objectName" (list $.root $.of))) | nindent 2 }}
data:
  {{- include "tracardi.yaml" . | nindent 2 }}
{{- end -}}
{{- end -}}

{{- /* Keeps the data of all our Secrets and ConfigMaps in TracardiMemo.configuration, by kind and name. */ -}}
{{- define "tracardi.findConfiguration" -}}
{{- $configuration := dict -}}
{{- range $kind, $helper := dict "Secret" "tracardi.secrets" "ConfigMap" "tracardi.configMaps" -}}
{{- range $name, $data := include "tracardi.once" (list $helper $) | fromJson -}}
{{- $_ := set $configuration (printf "%s/%s" $kind (include "tracardi.objectName" (list $ $name))) $data -}}
{{- end -}}
{{- end -}}
{{- $_ := set .TracardiMemo "configuration" $configuration -}}
{{- end -}}

{{- /*
Checksum of what a pod takes from our Secrets and ConfigMaps: (list $ POD-SPEC). Empty if it takes nothing. It is on the data,
as canonical JSON, so that it changes with nothing else: files mounted by subPath are never refreshed in a running pod.
*/ -}}
{{- define "tracardi.checksum" -}}
{{- $spec := last . -}}
{{- $names := include "tracardi.configurationOf" $spec.volumes | splitList "\n" -}}
{{- range concat (default list $spec.initContainers) $spec.containers -}}
{{- range .env -}}
{{- with .valueFrom -}}
{{- with .secretKeyRef }}{{ $names = append $names (printf "Secret/%v" .name) }}{{ end -}}
{{- with .configMapKeyRef }}{{ $names = append $names (printf "ConfigMap/%v" .name) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- range .envFrom -}}
{{- with .secretRef }}{{ $names = append $names (printf "Secret/%v" .name) }}{{ end -}}
{{- with .configMapRef }}{{ $names = append $names (printf "ConfigMap/%v" .name) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- $configuration := (first .).TracardiMemo.configuration -}}
{{- $used := dict -}}
{{- range $name := $names -}}
{{- with get $configuration $name }}{{ $_ := set $used $name . }}{{ end -}}
{{- end -}}
{{- if $used -}}
{{- toJson $used | sha256sum -}}
{{- end -}}
{{- end -}}

{{- /* Kind and name of all Secrets and ConfigMaps that volumes name, one a line. */ -}}
{{- define "tracardi.configurationOf" -}}
{{- if kindIs "slice" . -}}
{{- range . -}}
{{- include "tracardi.configurationOf" . -}}
{{- end -}}
{{- else if kindIs "map" . -}}
{{- range $key, $item := . -}}
{{- if and (kindIs "map" $item) (eq $key "secretRef") -}}
{{- printf "Secret/%v\n" $item.name -}}
{{- else if and (kindIs "map" $item) (eq $key "secret") -}}
{{- printf "Secret/%v\n" (default $item.name $item.secretName) -}}
{{- else if and (kindIs "map" $item) (eq $key "configMap") -}}
{{- printf "ConfigMap/%v\n" $item.name -}}
{{- else -}}
{{- include "tracardi.configurationOf" $item -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
