namespace FaceFunctions.LocalHost;

/// <summary>Something that the person at the keyboard can put right. Its message says what, and is shown without a stack trace.</summary>
public sealed class LocalHostException(string message, Exception? innerException = null) : Exception(message, innerException);
