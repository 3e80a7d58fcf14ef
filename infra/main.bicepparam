// What infra/deploy.sh deploys. Copy it, change the copy, and name it with --parameters; infra/variants shows what each switch does.
using 'main.bicep'

param name = 'faces'

// deploy.sh sets these to whoever is signed in, and azd its own, so that the smoke test may upload a photo. List people and groups for good here.
var operatorId = readEnvironmentVariable('FACEFUNCTIONS_OPERATOR_ID', readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''))
param operators = empty(operatorId) ? [] : [{ principalId: operatorId, principalType: readEnvironmentVariable('FACEFUNCTIONS_OPERATOR_TYPE', 'User') }]
