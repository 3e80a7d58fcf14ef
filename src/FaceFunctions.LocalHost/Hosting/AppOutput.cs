using System.Text;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>What the app wrote and logged, over all its starts. Safe to use from any thread.</summary>
internal sealed class AppOutput
{
    // A host that runs for days keeps what came last.
    private const int MaxCharacters = 16 << 20;

    private readonly StringBuilder _text = new();

    /// <summary>Adds a line, or several.</summary>
    public void Add(string lines)
    {
        lock (_text)
        {
            _text.Append(lines).Append('\n');
            if (_text.Length > MaxCharacters)
            {
                _text.Remove(0, _text.Length / 2);
            }
        }
    }

    /// <summary>Everything so far, but of more than 16 million characters only what came last.</summary>
    public override string ToString()
    {
        lock (_text)
        {
            return _text.ToString();
        }
    }
}
