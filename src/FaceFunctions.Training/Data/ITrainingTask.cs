using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Data;

/// <summary>What a network is trained to do: gives it pictures, and says how wrong its outputs are.</summary>
internal interface ITrainingTask
{
    /// <summary>Number of pictures.</summary>
    int Count { get; }

    /// <summary>Pictures a step.</summary>
    int BatchSize { get; }

    /// <summary>Size of the network's input.</summary>
    MapShape InputShape { get; }

    /// <summary>What is trained beside the network.</summary>
    IEnumerable<Parameter> Parameters { get; }

    /// <summary>Writes one input of a batch. Safe to call for several places at once.</summary>
    /// <param name="place">Its place in the batch.</param>
    /// <param name="picture">Which picture.</param>
    /// <param name="random">Changes the picture a little.</param>
    /// <param name="input">Receives the input.</param>
    void Load(int place, int picture, Random random, Span<float> input);

    /// <summary>Judges the outputs of the batch that was loaded, and writes the gradients of <see cref="Parameters"/>.</summary>
    /// <param name="output">The network's outputs.</param>
    /// <param name="progress">How far the training is, from 0 to 1.</param>
    /// <param name="gradient">Receives the gradient with respect to the outputs.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">The outputs are no numbers any more.</exception>
    double Judge(FeatureMaps output, double progress, FeatureMaps gradient);
}
