namespace FaceFunctions.Training.Optimization;

/// <summary>Where a training stands.</summary>
/// <param name="Step">Steps that are done.</param>
/// <param name="Steps">Steps of the whole training.</param>
/// <param name="Loss">Mean loss of the last steps.</param>
internal readonly record struct TrainingProgress(int Step, int Steps, double Loss);
