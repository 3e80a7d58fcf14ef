namespace FaceFunctions.LocalHost.Worker;

/// <summary>A worker that cannot be used as it is. The message says why, in words for whoever wrote or started the app.</summary>
internal sealed class WorkerException(string message, Exception? innerException = null) : Exception(message, innerException);
