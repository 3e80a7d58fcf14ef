namespace FaceFunctions.Training.Starter;

/// <summary>Where the making of a starter stands.</summary>
/// <param name="Name">What is going on, for people.</param>
/// <param name="Done">Part of the whole work that is done, from 0 to 1.</param>
public readonly record struct TrainingStage(string Name, double Done);
