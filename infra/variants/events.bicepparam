// Step two, with the names that step one gives.
using '../events.bicep'

param appName = 'func-faces-ympe6fjznwlu6'
param dataAccountName = 'stfacesdataympe6fjznwlu6'
param topicName = 'evgt-faces-ympe6fjznwlu6'
param deadLetterContainer = 'dead-letters'
