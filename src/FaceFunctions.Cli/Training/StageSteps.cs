using FaceFunctions.Cli.Output;
using FaceFunctions.Training.Starter;

namespace FaceFunctions.Cli.Training;

/// <summary>Shows the stages of a training.</summary>
internal static class StageSteps
{
    /// <summary>Shows where a training stands; the whole of it is one step.</summary>
    public static void Show(this IStepProgress progress, TrainingStage stage)
    {
        progress.Describe(stage.Name);
        progress.Set(stage.Done);
    }
}
