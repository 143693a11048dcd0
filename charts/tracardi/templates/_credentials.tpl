{{- /*
What the values say of each credential, as JSON by its id: `literal`, `name` and `key` of the reference or of the existing Secret of its
group, whether it is `byReference`, and whether it is `used`: given, and what it is for switched on; beside what tracardi.data.credentials says of it in
`source`.
*/ -}}
{{- define "tracardi.credentials" -}}
{{- $root := . -}}
{{- $used := include "tracardi.usedCredentials" . | splitList "\n" -}}
{{- $states := dict -}}
{{- range $id, $credential := include "tracardi.data.credentials" . | fromYaml -}}
{{- $reference := default dict (include "tracardi.at" (list $root.Values $credential.reference) | fromJson).value -}}
{{- if and $credential.existing (not (and $reference.name $reference.key)) -}}
{{- $reference = dict -}}
{{- range $part, $path := $credential.existing -}}
{{- $_ := set $reference $part (include "tracardi.at" (list $root.Values $path) | fromJson).value -}}
{{- end -}}
{{- end -}}
{{- $_ := set $states $id (dict
  "source" $credential
  "literal" (include "tracardi.text" (include "tracardi.at" (list $root.Values $credential.literal) | fromJson).value)
  "name" $reference.name
  "key" $reference.key
  "byReference" (and $reference.name $reference.key | empty | not)
  "used" (has $id $used)
) -}}
{{- end -}}
{{- toJson $states -}}
{{- end -}}

{{- /* Where pods find a credential, as JSON of name and key; empty where it is not given: root, of (its id). */ -}}
{{- define "tracardi.credential" -}}
{{- $state := get (include "tracardi.once" (list "tracardi.credentials" .root) | fromJson) .of -}}
{{- $reference := dict -}}
{{- if and $state.used $state.byReference -}}
{{- $reference = pick $state "name" "key" -}}
{{- else if $state.used -}}
{{- $reference = dict "name" (include "tracardi.objectName" (list .root $state.source.secretName)) "key" $state.source.secretKey -}}
{{- end -}}
{{- toJson $reference -}}
{{- end -}}

{{- /* Data of all Secrets made from literals, as JSON by their names without prefix. */ -}}
{{- define "tracardi.secrets" -}}
{{- $secrets := dict -}}
{{- range $id, $state := include "tracardi.once" (list "tracardi.credentials" .) | fromJson -}}
{{- if and $state.used (not $state.byReference) -}}
{{- $data := default dict (get $secrets $state.source.secretName) -}}
{{- $_ := set $data $state.source.secretKey (b64enc $state.literal) -}}
{{- $_ := set $secrets $state.source.secretName $data -}}
{{- end -}}
{{- end -}}
{{- toJson $secrets -}}
{{- end -}}

{{- /* A Secret made from literals: root, of (its name without prefix). */ -}}
{{- define "tracardi.secret" -}}
{{- with get (include "tracardi.once" (list "tracardi.secrets" .root) | fromJson) .of -}}
apiVersion: v1
kind: Secret
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" (include "tracardi.objectName" (list $.root $.of))) | nindent 2 }}
type: Opaque
data:
  {{- include "tracardi.yaml" . | nindent 2 }}
{{- end -}}
{{- end -}}
