namespace FaceFunctions.LocalHost.Worker;

/// <summary>A function, as a worker's own index describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bindings">Its bindings, each a JSON object: the trigger is among them.</param>
internal sealed record WorkerFunction(string Name, IReadOnlyList<string> Bindings);
