{{- /*
Renders one object: (list KIND WHAT $). KIND is the last part of the name of a helper below, WHAT says of which component,
Secret or ConfigMap.
*/ -}}
{{- define "tracardi.render" -}}
{{- $root := index . 2 -}}
{{- include "tracardi.init" $root -}}
{{- include (printf "tracardi.%s" (index . 0)) (dict "root" $root "of" (index . 1)) -}}
{{- end -}}

{{- /*
Settles the values in place and checks them. All templates of a run share the values, so whichever comes first does it, and
all of them may read `.Values` as if the user had written no deprecated key and each yes and no as "yes" and "no", and each
quantity as a Kubernetes API server stores it.
*/ -}}
{{- define "tracardi.init" -}}
{{- if not (hasKey . "TracardiMemo") -}}
{{- $_ := set . "TracardiMemo" dict -}}
{{- include "tracardi.refuseWrongFile" .Values -}}
{{- $_ := set .TracardiMemo "deprecated" (include "tracardi.moveDeprecated" .Values) -}}
{{- include "tracardi.restoreDefaults" . -}}
{{- include "tracardi.applyDefaults" .Values -}}
{{- include "tracardi.settleYesNo" .Values -}}
{{- include "tracardi.dropNulls" .Values -}}
{{- include "tracardi.findComponents" . -}}
{{- include "tracardi.settleQuantities" . -}}
{{- include "tracardi.validate" . -}}
{{- include "tracardi.findConfiguration" . -}}
{{- end -}}
{{- end -}}

{{- /*
A key that is null is one that is not there, in the items of lists, too; documents and manifests of the user's own stay as they are.
As in lib/values/resolve.ts.
*/ -}}
{{- define "tracardi.dropNulls" -}}
{{- $map := . -}}
{{- range $key, $value := $map -}}
{{- if kindIs "invalid" $value -}}
{{- $_ := unset $map $key -}}
{{- else if has $key (list "preConfiguration" "extraObjects" "tenants") -}}
{{- else if kindIs "map" $value -}}
{{- include "tracardi.dropNulls" $value -}}
{{- else if kindIs "slice" $value -}}
{{- range $value -}}
{{- if kindIs "map" . -}}
{{- include "tracardi.dropNulls" . -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* The text that a helper gives, made once a run: (list HELPER $), or (list HELPER $ WHAT) for helpers that take `root` and `of`. */ -}}
{{- define "tracardi.once" -}}
{{- $memo := (index . 1).TracardiMemo -}}
{{- $argument := index . 1 -}}
{{- $key := first . -}}
{{- if eq (len .) 3 -}}
{{- $argument = dict "root" (index . 1) "of" (last .) -}}
{{- $key = printf "%s %s" (first .) (last .) -}}
{{- end -}}
{{- if not (hasKey $memo $key) -}}
{{- $_ := set $memo $key (include (first .) $argument) -}}
{{- end -}}
{{- get $memo $key -}}
{{- end -}}

{{- /* Moves deprecated keys to their place. Prints a warning a line, `path: message`. */ -}}
{{- define "tracardi.moveDeprecated" -}}
{{- $values := . -}}
{{- $data := include "tracardi.data.deprecated" . | fromYaml -}}
{{- $section := (include "tracardi.at" (list $values $data.scalarSection.path) | fromJson).value -}}
{{- if not (or (kindIs "map" $section) (kindIs "invalid" $section)) -}}
{{- include "tracardi.setAt" (list $values $data.scalarSection.path $data.scalarSection.defaults) -}}
{{- include "tracardi.setAt" (list $values (printf "%s.%s" $data.scalarSection.path $data.scalarSection.key) $section) -}}
{{- printf "%s: is deprecated: use %s.%s\n" $data.scalarSection.path $data.scalarSection.path $data.scalarSection.key -}}
{{- end -}}
{{- range $data.keys -}}
{{- $value := (include "tracardi.at" (list $values .path) | fromJson).value -}}
{{- if not (kindIs "invalid" $value) -}}
{{- if .movedTo -}}
{{- /* What differs from the default was given, and wins. */ -}}
{{- $current := (include "tracardi.at" (list $values .movedTo) | fromJson).value -}}
{{- if or (kindIs "invalid" $current) (eq (toJson $current) (toJson .default)) -}}
{{- if ne (toJson $value) (toJson .before) -}}
{{- include "tracardi.setAt" (list $values .movedTo $value) -}}
{{- end -}}
{{- printf "%s: is deprecated: use %s\n" .path .movedTo -}}
{{- else -}}
{{- printf "%s: has no effect beside %s: remove it\n" .path .movedTo -}}
{{- end -}}
{{- else -}}
{{- printf "%s: has no effect, remove it: %s\n" .path .reason -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.settleYesNo" -}}
{{- $values := . -}}
{{- range include "tracardi.data.yesNo" . | fromYamlArray -}}
{{- $value := (include "tracardi.at" (list $values .) | fromJson).value -}}
{{- if not (kindIs "invalid" $value) -}}
{{- include "tracardi.setAt" (list $values . (ternary "yes" "no" (regexMatch "(?i)^(yes|on|true)$" (toString $value)))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
