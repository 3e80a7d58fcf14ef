namespace FaceFunctions.Faults.Storage;

/// <summary>An instance that shares its process with others is dead: none of its requests gets through any more, as if its process had been killed.</summary>
internal sealed class InstanceDiedException() : Exception("This instance died.");
