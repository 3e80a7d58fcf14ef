using FaceFunctions.Faults;
using FaceFunctions.Faults.Campaign;
using FaceFunctions.Faults.Pictures;

return args switch
{
    [WorkerProcess.Command, var connection, var plan] => await WorkerProcess.RunAsync(connection, plan),
    [DecodeProcess.Command, var seed, var first, var end, var bundle] => await DecodeProcess.RunAsync(seed, first, end, bundle),
    _ => await FaultsCommand.Create().Parse(args).InvokeAsync(),
};
