using System.Collections.Concurrent;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>The last few lines that a program wrote, to be told when it ended unasked. Safe for any number of threads.</summary>
internal sealed class LastLines
{
    private const int Kept = 12;

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Adds a line; the oldest goes when there are too many.</summary>
    public void Add(string line)
    {
        _lines.Enqueue(line);
        while (_lines.Count > Kept)
        {
            _lines.TryDequeue(out _);
        }
    }

    /// <summary>The lines, the oldest first.</summary>
    public override string ToString() => string.Join('\n', _lines);
}
