namespace FaceFunctions.Training;

/// <summary>A training cannot go on; the message says what to change.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One or two sentences for the user.</param>
    /// <param name="innerException">What went wrong underneath.</param>
    public TrainingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
