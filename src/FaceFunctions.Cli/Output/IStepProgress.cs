using Spectre.Console;

namespace FaceFunctions.Cli.Output;

/// <summary>What the steps of a progress bar are.</summary>
internal enum ProgressUnit
{
    /// <summary>Photos.</summary>
    Photos,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A progress bar as the work sees it. Safe to call from any thread.</summary>
internal interface IStepProgress
{
    /// <summary>Says what is going on.</summary>
    void Describe(string text);

    /// <summary>Says how much is done.</summary>
    void Set(double done);
}

/// <summary>For runs without a terminal.</summary>
internal sealed class NoProgress : IStepProgress
{
    /// <inheritdoc/>
    public void Describe(string text)
    {
    }

    /// <inheritdoc/>
    public void Set(double done)
    {
    }
}

/// <summary>A line at each twentieth of the way, for long runs without a terminal.</summary>
/// <param name="report">Where the lines go.</param>
/// <param name="total">Number of steps.</param>
internal sealed class NotedProgress(Report report, double total) : IStepProgress
{
    private const int Lines = 20;

    private readonly Lock _lock = new();
    private string _text = "";
    private int _noted;

    /// <inheritdoc/>
    public void Describe(string text) => _text = text;

    /// <inheritdoc/>
    public void Set(double done)
    {
        lock (_lock)
        {
            int reached = (int)(done / total * Lines);
            if (reached > _noted)
            {
                _noted = reached;
                report.Note($"{reached * 100 / Lines,3} % {_text}");
            }
        }
    }
}

/// <summary>A bar on the terminal.</summary>
internal sealed class BarProgress(ProgressTask task) : IStepProgress
{
    /// <inheritdoc/>
    public void Describe(string text) => task.Description = Markup.Escape(Report.Visible(text));

    /// <inheritdoc/>
    public void Set(double done) => task.Value = done;
}
