namespace FaceFunctions.Training.Tests.Onnx;

/// <summary>The operators by plain loops in double, from the words of the ONNX specification.</summary>
internal static class Reference
{
    public static Numbers Conv(Numbers x, Numbers w, Numbers? bias, int[] strides, int[] pads, int group)
    {
        (int channels, int outputs) = (w.Shape[1], w.Shape[0]);
        var result = Numbers.Zeros(x.Shape[0], outputs, Places(x.Shape[2], w.Shape[2], strides[0], pads[0] + pads[2]), Places(x.Shape[3], w.Shape[3], strides[1], pads[1] + pads[3]));
        ForEach(result.Shape, (n, o, row, column) =>
        {
            double sum = bias?[o] ?? 0;
            for (int c = 0; c < channels; c++)
            {
                ForEachInside(x, w.Shape[2..], (row * strides[0]) - pads[0], (column * strides[1]) - pads[1], (y, left, ky, kx) =>
                    sum += x[n, (o / (outputs / group) * channels) + c, y, left] * w[o, c, ky, kx]);
            }

            result[n, o, row, column] = sum;
        });
        return result;
    }

    /// <param name="w">[outputs, inputs].</param>
    public static Numbers Gemm(Numbers x, Numbers w, Numbers? bias)
    {
        var result = Numbers.Zeros(x.Shape[0], w.Shape[0]);
        for (int n = 0; n < x.Shape[0]; n++)
        {
            for (int o = 0; o < w.Shape[0]; o++)
            {
                result[n, o] = bias?[o] ?? 0;
                for (int i = 0; i < w.Shape[1]; i++)
                {
                    result[n, o] += x[n, i] * w[o, i];
                }
            }
        }

        return result;
    }

    private static int Places(int side, int kernel, int stride, int pads) => ((side + pads - kernel) / stride) + 1;

    private static void ForEach(int[] shape, Action<int, int, int, int> visit)
    {
        for (int n = 0; n < shape[0]; n++)
        {
            for (int c = 0; c < shape[1]; c++)
            {
                for (int y = 0; y < shape[2]; y++)
                {
                    for (int x = 0; x < shape[3]; x++)
                    {
                        visit(n, c, y, x);
                    }
                }
            }
        }
    }

    private static void ForEachInside(Numbers picture, int[] kernel, int top, int left, Action<int, int, int, int> visit)
    {
        for (int ky = 0; ky < kernel[0]; ky++)
        {
            for (int kx = 0; kx < kernel[1]; kx++)
            {
                if (top + ky >= 0 && top + ky < picture.Shape[2] && left + kx >= 0 && left + kx < picture.Shape[3])
                {
                    visit(top + ky, left + kx, ky, kx);
                }
            }
        }
    }
}
