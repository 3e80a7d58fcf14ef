namespace FaceFunctions.Cli.Enroll;

/// <summary>How to enroll.</summary>
/// <param name="Person">The <c>person</c> metadata of every photo, encoded; null when the folders say it.</param>
/// <param name="Parallel">How many photos at once.</param>
/// <param name="Wait">Whether to wait until the service has seen each photo.</param>
/// <param name="Timeout">How long to wait without any photo getting done.</param>
/// <param name="Again">Whether photos that are there already are uploaded again.</param>
internal sealed record EnrollSettings(string? Person, int Parallel, bool Wait, TimeSpan Timeout, bool Again);
