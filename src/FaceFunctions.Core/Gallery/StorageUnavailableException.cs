namespace FaceFunctions.Core.Gallery;

/// <summary>Storage could not be reached, timed out or throttled, after the SDK's own retries. Trying again later may heal it.</summary>
public sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
