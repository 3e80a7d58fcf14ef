using System.Text;

namespace FaceFunctions.Faults.Gallery;

/// <summary>One thing that an instance is told to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Argument">The name of the photo or the person; empty for jobs over the whole gallery.</param>
internal sealed record Job(JobKind Kind, string Argument)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Job Parse(string line)
    {
        string[] words = line.Split(' ');
        return new Job(Enum.Parse<JobKind>(words[0]), Encoding.UTF8.GetString(Convert.FromHexString(words[1])));
    }

    /// <summary>Tells to rename a person.</summary>
    public static Job Rename(string person, string to) => new(JobKind.RenamePerson, $"{person}\n{to}");

    /// <summary>One line of ASCII.</summary>
    public override string ToString() => $"{Kind} {Convert.ToHexString(Encoding.UTF8.GetBytes(Argument))}";
}

/// <summary>What an instance can be told.</summary>
internal enum JobKind
{
    /// <summary>A blob was written, says a trigger.</summary>
    Enroll,

    /// <summary>Delete a photo.</summary>
    DeletePhoto,

    /// <summary>Delete a person.</summary>
    DeletePerson,

    /// <summary>Rename a person, into another where the name is taken: the argument is <see cref="Job.Rename"/>'s.</summary>
    RenamePerson,

    /// <summary>Run of the reconcile timer.</summary>
    Reconcile,

    /// <summary>Run of the snapshot timer.</summary>
    Snapshot,
}
