{{- /* Writes all quantities of the values as a Kubernetes API server stores them, in place: $. */ -}}
{{- define "tracardi.settleQuantities" -}}
{{- range append .TracardiMemo.components (dict "settings" .Values.init) | concat (list (dict "settings" .Values.seed)) -}}
{{- $part := pick .settings "resources" "extraContainers" "extraInitContainers" "extraVolumes" "extraEnv" "autoscaling" -}}
{{- include "tracardi.settleQuantity" (values $part) -}}
{{- end -}}
{{- end -}}

{{- /* Anything that may hold quantities. */ -}}
{{- define "tracardi.settleQuantity" -}}
{{- if kindIs "slice" . -}}
{{- range . -}}
{{- include "tracardi.settleQuantity" . -}}
{{- end -}}
{{- else if kindIs "map" . -}}
{{- $map := . -}}
{{- range $key, $item := . -}}
{{- if and (has $key (list "limits" "requests")) (kindIs "map" $item) -}}
{{- include "tracardi.settleKeys" (list $item (keys $item)) -}}
{{- else if and (eq $key "target") (kindIs "map" $item) -}}
{{- include "tracardi.settleKeys" (list $item (list "value" "averageValue")) -}}
{{- else if has $key (list "sizeLimit" "divisor") -}}
{{- include "tracardi.settleKeys" (list $map (list $key)) -}}
{{- else -}}
{{- include "tracardi.settleQuantity" $item -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* (list MAP KEYS) */ -}}
{{- define "tracardi.settleKeys" -}}
{{- $map := first . -}}
{{- range last . -}}
{{- $value := get $map . -}}
{{- if and (hasKey $map .) (not (kindIs "map" $value)) (not (kindIs "slice" $value)) (not (kindIs "invalid" $value)) -}}
{{- $_ := set $map . (include "tracardi.quantity" (include "tracardi.text" $value)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /*
A quantity as a Kubernetes API server stores it (`1000m` is `1`, `1024Mi` is `1Gi`, less than a milli is one), so that what is applied
again is what is there. One with an exponent or beyond an int64 stays as it is.
*/ -}}
{{- define "tracardi.quantity" -}}
{{- $form := "^[+]?([0-9]*)(?:[.]([0-9]*))?([KMGTPE]i|[numkMGTPE])?$" -}}
{{- $whole := regexReplaceAll $form . "${1}" -}}
{{- $fraction := regexReplaceAll $form . "${2}" -}}
{{- $suffix := regexReplaceAll $form . "${3}" -}}
{{- $all := print $whole $fraction -}}
{{- $digits := regexReplaceAll "^0+" $all "" -}}
{{- $settled := "" -}}
{{- if and (regexMatch $form .) (ne $all "") (le (len $all) 18) -}}
{{- if eq $digits "" -}}
{{- $settled = "0" -}}
{{- else if hasSuffix "i" $suffix -}}
{{- $settled = include "tracardi.binaryQuantity" (list (int64 $digits) (len $fraction) $suffix) -}}
{{- else -}}
{{- $exponents := dict "n" -9 "u" -6 "m" -3 "" 0 "k" 3 "M" 6 "G" 9 "T" 12 "P" 15 "E" 18 -}}
{{- $settled = include "tracardi.decimalQuantity" (list (int64 $digits) (sub (get $exponents $suffix) (len $fraction))) -}}
{{- end -}}
{{- end -}}
{{- default . $settled -}}
{{- end -}}

{{- /* Empty where it is too large: (list DIGITS PLACES SUFFIX). */ -}}
{{- define "tracardi.binaryQuantity" -}}
{{- $amount := first . -}}
{{- $places := index . 1 | int -}}
{{- $suffixes := list "" "Ki" "Mi" "Gi" "Ti" "Pi" "Ei" -}}
{{- $power := 0 -}}
{{- $one := 1 -}}
{{- $room := 9000000000000000000 -}}
{{- range $index, $suffix := $suffixes -}}
{{- if eq $suffix (last $) -}}
{{- $power = $index -}}
{{- end -}}
{{- end -}}
{{- if eq $places 0 -}}
{{- include "tracardi.withBinarySuffix" (list $amount $power) -}}
{{- else -}}
{{- range until $power -}}
{{- $room = div $room 1024 -}}
{{- end -}}
{{- if le $amount $room -}}
{{- range until $power -}}
{{- $amount = mul $amount 1024 -}}
{{- end -}}
{{- range until $places -}}
{{- $one = mul $one 10 -}}
{{- end -}}
{{- if and (eq (mod $amount $one) 0) (ge (div $amount $one) 1024) -}}
{{- include "tracardi.withBinarySuffix" (list (div $amount $one) 0) -}}
{{- else -}}
{{- include "tracardi.decimalQuantity" (list $amount (sub 0 $places)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* (list AMOUNT POWER) */ -}}
{{- define "tracardi.withBinarySuffix" -}}
{{- $amount := first . -}}
{{- $power := last . | int -}}
{{- range until 6 -}}
{{- if and (eq (mod $amount 1024) 0) (lt $power 6) -}}
{{- $amount = div $amount 1024 -}}
{{- $power = add1 $power | int -}}
{{- end -}}
{{- end -}}
{{- $amount }}{{ index (list "" "Ki" "Mi" "Gi" "Ti" "Pi" "Ei") $power -}}
{{- end -}}

{{- /* With the largest suffix that leaves a whole number, rounded up to a milli; empty where there is none: (list AMOUNT EXPONENT). */ -}}
{{- define "tracardi.decimalQuantity" -}}
{{- $amount := first . -}}
{{- $exponent := last . -}}
{{- range until 30 -}}
{{- if lt $exponent -3 -}}
{{- $amount = div (add $amount 9) 10 -}}
{{- $exponent = add1 $exponent -}}
{{- else if eq (mod $amount 10) 0 -}}
{{- $amount = div $amount 10 -}}
{{- $exponent = add1 $exponent -}}
{{- end -}}
{{- end -}}
{{- $rest := mod (add $exponent 3) 3 -}}
{{- $power := sub $exponent $rest -}}
{{- if and (le $power 18) (le $amount 90000000000000000) -}}
{{- range until (int $rest) -}}
{{- $amount = mul $amount 10 -}}
{{- end -}}
{{- $amount }}{{ index (list "m" "" "k" "M" "G" "T" "P" "E") (int (div (add $power 3) 3)) -}}
{{- end -}}
{{- end -}}
