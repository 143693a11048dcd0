{{- /* Rules as in lib/values/rules/pods.ts: resources and probes of containers. */ -}}

{{- /* (list PATH CONTAINER) */ -}}
{{- define "tracardi.brokenProbes" -}}
{{- $path := first . -}}
{{- $container := last . -}}
{{- range $probe := list "startupProbe" "readinessProbe" "livenessProbe" }}
{{- with get $container $probe }}
{{- if ne (pick . "exec" "grpc" "httpGet" "tcpSocket" | len) 1 }}
probe-handler {{ $path }}.{{ $probe }}
{{- end }}
{{- if eq $probe "readinessProbe" }}
{{- if hasKey . "terminationGracePeriodSeconds" }}
probe-grace-period {{ $path }}.{{ $probe }}.terminationGracePeriodSeconds
{{- end }}
{{- else if gt (int64 .successThreshold) 1 }}
probe-success {{ $path }}.{{ $probe }}.successThreshold
{{- end }}
{{- end }}
{{- end }}
{{ end -}}

{{- /* Sleeps at the beginning or the end that are as long as the pod may take, or longer: path, settings. */ -}}
{{- define "tracardi.brokenSleeps" -}}
{{- $grace := include "tracardi.graceSeconds" .settings | int64 -}}
{{- $sleeps := list (list "preStopSleepSeconds" .settings.preStopSleepSeconds) -}}
{{- $places := dict "" .settings -}}
{{- range $key := list "extraContainers" "extraInitContainers" -}}
{{- range $index, $container := default list (get $.settings $key) -}}
{{- $_ := set $places (printf "%s.%d." $key $index) $container -}}
{{- end -}}
{{- end -}}
{{- range $place, $container := $places -}}
{{- range $handler := list "preStop" "postStart" -}}
{{- $path := printf "lifecycle.%s.sleep.seconds" $handler -}}
{{- $sleeps = append $sleeps (list (print $place $path) (include "tracardi.at" (list $container $path) | fromJson).value) -}}
{{- end -}}
{{- $command := (include "tracardi.at" (list $container "lifecycle.preStop.exec.command") | fromJson).value -}}
{{- $slept := default list $command | join " " | regexFind "(^|[ \\t\\n;&|(/])sleep[ \\t]+[0-9]{1,6}s?($|[ \\t\\n;&|)])" | regexFind "[0-9]+" | atoi -}}
{{- $sleeps = append $sleeps (list (print $place "lifecycle.preStop.exec.command") $slept) -}}
{{- end -}}
{{- range $sleeps }}
{{- if and (gt (int64 (last .)) 0) (ge (int64 (last .)) $grace) }}
pre-stop {{ $.path }}.{{ first . }}
{{- end }}
{{- end }}
{{ end -}}

{{- /* Requests above a limit: (list PATH RESOURCES). Names of resources may be any text: one that is no word ends its path. */ -}}
{{- define "tracardi.highRequests" -}}
{{- $path := printf "%s.resources.requests" (first .) -}}
{{- $resources := default dict (last .) -}}
{{- $limits := default dict $resources.limits -}}
{{- $paths := list -}}
{{- range $name, $request := $resources.requests -}}
{{- if hasKey $limits $name -}}
{{- if gt (include "tracardi.amount" $request | float64) (get $limits $name | include "tracardi.amount" | float64) -}}
{{- $isWord := regexMatch "^[A-Za-z_][A-Za-z0-9_-]*$" $name -}}
{{- $paths = append $paths (ternary (printf "%s.%s" $path $name) $path $isWord) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range uniq $paths }}
resources-range {{ . }}
{{- end }}
{{ end -}}

{{- /* What a quantity of Kubernetes amounts to. As exponents decimal suffixes are exact: 300m is 0.3. */ -}}
{{- define "tracardi.amount" -}}
{{- $decimal := dict "n" "e-9" "u" "e-6" "m" "e-3" "k" "e3" "M" "e6" "G" "e9" "T" "e12" "P" "e15" "E" "e18" -}}
{{- $binary := dict "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976 -}}
{{- $quantity := include "tracardi.text" . -}}
{{- $digits := regexFind "^[+0-9.]*" $quantity -}}
{{- $suffix := trimPrefix $digits $quantity -}}
{{- $amount := float64 $quantity -}}
{{- if hasKey $binary $suffix -}}
{{- $amount = mulf (float64 $digits) (get $binary $suffix) -}}
{{- else if hasKey $decimal $suffix -}}
{{- $amount = printf "%s%s" $digits (get $decimal $suffix) | float64 -}}
{{- end -}}
{{- printf "%.17g" $amount -}}
{{- end -}}

{{- /* A component. */ -}}
{{- define "tracardi.brokenPodAnnotations" -}}
{{- $path := .path -}}
{{- range $key, $_ := .settings.podAnnotations }}
{{- if regexMatch "^((container\\.)?seccomp\\.security\\.alpha\\.kubernetes\\.io/.+|kubernetes\\.io/config\\.mirror)$" $key }}
{{ printf "pod-annotation %s.podAnnotations\t(%s)" $path $key }}
{{- end }}
{{- end }}
{{ end -}}
