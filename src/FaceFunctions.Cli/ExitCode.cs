namespace FaceFunctions.Cli;

/// <summary>What the process ends with. Scripts depend on these numbers.</summary>
internal static class ExitCode
{
    /// <summary>All is well. That nobody was recognised is an answer, not a failure.</summary>
    public const int Done = 0;

    /// <summary>Something of the job failed: a photo was refused, a file could not be read, a hash was wrong.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood, or the service says that a parameter is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The service or the storage cannot be reached, or does not let us in.</summary>
    public const int Unreachable = 3;

    /// <summary>The photo, person, folder, file or bundle that was named is not there.</summary>
    public const int NotFound = 4;

    /// <summary>Stopped from outside, for instance with Ctrl-C.</summary>
    public const int Cancelled = 130;

    /// <summary>The codes in words, as <c>--help</c> shows them.</summary>
    public const string Help =
        """
        Exit codes:
          0    all is well (an unknown face is an answer, not a failure)
          1    something of the job failed: a photo refused or unreadable, a wrong hash
          2    wrong usage
          3    the service or the storage cannot be reached, or does not let you in
          4    not found: a photo, a person, a folder, a file or a bundle
          130  stopped (Ctrl-C)
        """;
}
