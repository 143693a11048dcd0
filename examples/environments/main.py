import csv

from cdk8s import App
from cdk8s_tracardi import SecretKeyValues, TenantValues, TracardiChart, TracardiValues

with open("tenants.csv", encoding="utf-8", newline="") as file:
    tenants = [
        TenantValues(**row, password_from=SecretKeyValues(name=f"{row['name']}-admin", key="password"))
        for row in csv.DictReader(file)
    ]
app = App()
for name in ("staging", "prod"):
    TracardiChart.from_values(app, name, ["base.yaml", f"{name}.yaml"], namespace=name, overrides=TracardiValues(tenants=tenants))
app.synth()
