using FaceFunctions.Faults;
using FaceFunctions.Faults.Campaign;

return args switch
{
    [WorkerProcess.Command, var connection, var plan] => await WorkerProcess.RunAsync(connection, plan),
    _ => await FaultsCommand.Create().Parse(args).InvokeAsync(),
};
