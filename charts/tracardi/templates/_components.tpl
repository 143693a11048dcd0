{{- /*
Keeps the rows of the table, each with `settings` and `image`, its blocks of the values: all as a list in TracardiMemo.components
and by their path in TracardiMemo.byPath, those of deployed components by their path in TracardiMemo.deployed. Every object needs
one, so they are not handed on as text.
*/ -}}
{{- define "tracardi.findComponents" -}}
{{- $components := include "tracardi.data.components" . | fromYamlArray -}}
{{- $paths := include "tracardi.deployed" . | splitList "\n" -}}
{{- $byPath := dict -}}
{{- $deployed := dict -}}
{{- range $component := $components -}}
{{- $settings := $.Values -}}
{{- range splitList "." .path -}}
{{- $settings = get $settings . -}}
{{- end -}}
{{- $image := $.Values -}}
{{- range splitList "." .imagePath -}}
{{- $image = get $image . -}}
{{- end -}}
{{- $_ := set . "settings" $settings -}}
{{- $_ := set . "image" $image -}}
{{- with .serviceNameAt -}}
{{- $_ := set $component "service" (include "tracardi.at" (list $settings .) | fromJson).value -}}
{{- end -}}
{{- $_ := set $byPath .path . -}}
{{- if has .path $paths -}}
{{- $_ := set $deployed .path . -}}
{{- end -}}
{{- end -}}
{{- $_ := set .TracardiMemo "components" $components -}}
{{- $_ := set .TracardiMemo "byPath" $byPath -}}
{{- $_ := set .TracardiMemo "deployed" $deployed -}}
{{- end -}}

{{- /* Labels that select the pods of a component, as JSON: root, component. */ -}}
{{- define "tracardi.selector" -}}
{{- include "tracardi.selectorLabels" (list .root .component.name) -}}
{{- end -}}
