using FaceFunctions.Training.Networks;
using FaceFunctions.Training.Optimization;

namespace FaceFunctions.Training.Tests.Optimization;

public class MomentumOptimizerTests
{
    // More numbers than one thread takes at once.
    private const int Length = 70_001;

    [Fact]
    public void Step_agrees_with_the_definition()
    {
        var random = new Random(1);
        Parameter[] parameters = [new Parameter("weights", Length, decays: true), new Parameter("shift", 5, decays: false)];
        double[][] values = [.. parameters.Select(parameter => parameter.Values.Select((_, i) => (double)(parameter.Values[i] = random.NextSingle())).ToArray())];
        double[][] velocities = [.. values.Select(value => new double[value.Length])];
        var optimizer = new MomentumOptimizer(parameters, momentum: 0.9, decay: 0.01);

        for (int step = 0; step < 5; step++)
        {
            for (int p = 0; p < parameters.Length; p++)
            {
                double decay = parameters[p].Decays ? 0.01 : 0;
                for (int i = 0; i < values[p].Length; i++)
                {
                    parameters[p].Gradient[i] = random.NextSingle() - 0.5f;
                    velocities[p][i] = (0.9 * velocities[p][i]) + parameters[p].Gradient[i] + (decay * values[p][i]);
                    values[p][i] -= 0.1 * velocities[p][i];
                }
            }

            optimizer.Step(0.1);
        }

        Assert.All(parameters, (parameter, p) => Assert.All(parameter.Values, (value, i) => Assert.Equal(values[p][i], value, 1e-5)));
    }
}
