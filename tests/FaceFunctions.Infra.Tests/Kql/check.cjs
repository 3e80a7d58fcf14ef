// Reads a JSON array of Kusto queries and writes, for each, an array of what is wrong with it. Columns: https://learn.microsoft.com/azure/azure-monitor/reference/tables-index
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const folder = path.dirname(require.resolve('@kusto/language-service-next/package.json'));
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  vm.runInThisContext(fs.readFileSync(path.join(folder, file), 'utf8'), { filename: file });
}

const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language;
const common = 'TimeGenerated:datetime, AppRoleName:string, AppRoleInstance:string, AppVersion:string, OperationId:string, ItemCount:int, Properties:dynamic';
const tables = {
  AppMetrics: `${common}, Name:string, Sum:real, Min:real, Max:real`,
  AppRequests: `${common}, Id:string, Name:string, Url:string, Success:bool, ResultCode:string, DurationMs:real`,
  AppTraces: `${common}, Message:string, SeverityLevel:int`,
};
const symbols = Object.entries(tables).map(([name, columns]) => new Symbols.TableSymbol.$ctor7(name, `(${columns})`, null));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', symbols));

const faults = JSON.parse(fs.readFileSync(0, 'utf8')).map((query) => {
  const found = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: found.Count }, (_, i) => found.getItem(i).Message);
});
process.stdout.write(JSON.stringify(faults));
