module tracardi.example/helm-batch/lines

go 1.25.0
