{{- /*
What the values say of each credential, as JSON by its id: `literal`, `name` and `key` of the reference, whether it is
`byReference`, whether it is `given` and whether it is `used`; beside what tracardi.data.credentials says of it in `source`.
*/ -}}
{{- define "tracardi.credentials" -}}
{{- $root := . -}}
{{- $states := dict -}}
{{- range $id, $credential := include "tracardi.data.credentials" . | fromYaml -}}
{{- $literal := include "tracardi.text" (include "tracardi.at" (list $root.Values $credential.literal) | fromJson).value -}}
{{- $reference := default dict (include "tracardi.at" (list $root.Values $credential.reference) | fromJson).value -}}
{{- $name := default "" $reference.name -}}
{{- $key := default "" $reference.key -}}
{{- $isReference := and (ne $name "") (ne $key "") -}}
{{- $_ := set $states $id (dict
  "source" $credential
  "literal" $literal
  "name" $name
  "key" $key
  "byReference" $isReference
  "given" (or $isReference (ne $literal ""))
) -}}
{{- end -}}
{{- $multi := eq $root.Values.config.multiTenant.multi "yes" -}}
{{- range $id, $state := $states -}}
{{- /* Credentials of what is switched off are not stored. */ -}}
{{- $on := true -}}
{{- if has $id (list "tmsApiKey" "tmsSecretKey") -}}
{{- $on = $multi -}}
{{- else if eq $id "pulsarToken" -}}
{{- $on = $root.Values.pulsar.enabled -}}
{{- else if eq $id "elasticUsername" -}}
{{- $on = $states.elasticPassword.given -}}
{{- end -}}
{{- $_ := set $state "used" (and $on $state.given) -}}
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
