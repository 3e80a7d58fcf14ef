namespace FaceFunctions.Training.Optimization;

/// <summary>The learning rate over a training: a linear rise, then half a cosine wave down (Loshchilov and Hutter, 2017).</summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="WarmUp">Part of the training that the rise takes, from 0 to 1.</param>
/// <param name="Final">The last rate as a part of the highest, from 0 to 1.</param>
internal sealed record LearningSchedule(double Peak, double WarmUp = 0.04, double Final = 0.005)
{
    /// <summary>The rate at a moment.</summary>
    /// <param name="progress">Part of the training that is done, from 0 to 1.</param>
    public double At(double progress)
    {
        if (progress < WarmUp)
        {
            return Peak * (0.02 + (0.98 * progress / WarmUp));
        }

        double fall = (progress - WarmUp) / (1 - WarmUp);
        return Peak * (Final + ((1 - Final) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, fall)))));
    }
}
