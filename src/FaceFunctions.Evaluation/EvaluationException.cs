namespace FaceFunctions.Evaluation;

/// <summary>What is asked for cannot be evaluated: a list is broken, photos are missing. The message says what and where, for the user.</summary>
/// <param name="message">One or two sentences.</param>
/// <param name="innerException">What it came from.</param>
public sealed class EvaluationException(string message, Exception? innerException = null) : Exception(message, innerException);
