namespace FaceFunctions.Hosting;

/// <summary>What the Functions host hears of a trigger that failed, and writes into its log: words of this code, never the fault itself, whose message may hold a name.</summary>
/// <param name="message">Why it failed.</param>
internal sealed class InvocationFailedException(string message) : Exception(message);
