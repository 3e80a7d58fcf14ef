using System.Text;
using FaceFunctions.Evaluation.Pairs;
using FaceFunctions.Evaluation.Tests.Support;

namespace FaceFunctions.Evaluation.Tests.Pairs;

public sealed class PairListReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Dialects =>
    [
        "a.jpg,b.jpg,1\nc.jpg,d.jpg,0\n",
        "a.jpg;b.jpg;1\r\nc.jpg;d.jpg;0\r\n",
        "a.jpg\tb.jpg\ttrue\nc.jpg\td.jpg\tFalse",
        "a.jpg|b.jpg|yes\nc.jpg|d.jpg|no\n",
        "\"a.jpg\",\"b.jpg\",\"1\"\n\"c.jpg\",\"d.jpg\",\"0\"\n",
        "a,b,same\na.jpg,b.jpg,1\nc.jpg,d.jpg,0\n",
        "Photo_A;Photo_B;Same\n\na.jpg;b.jpg;same\n\nc.jpg;d.jpg;different\n\n",
        "label,image 1,image 2\n1,a.jpg,b.jpg\n-1,c.jpg,d.jpg\n",
        "erstes,zweites,gleich\na.jpg,b.jpg,1\nc.jpg,d.jpg,0\n",
        "\n\n a.jpg , b.jpg , 1 \n c.jpg , d.jpg , 0 \n",
        "a.jpg b.jpg 1\nc.jpg d.jpg 0\n",
        "a.jpg\t b.jpg  1\nc.jpg d.jpg -1\n",
    ];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_dialect_says_the_same(string text)
    {
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode])
        {
            PairList list = PairListReader.Read(_folder.Write("pairs.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]));

            Assert.Equal(["a.jpg", "b.jpg", "c.jpg", "d.jpg"], list.Photos);
            Assert.Equal([(0, 1, true), (2, 3, false)], list.Pairs.Select(pair => (pair.A, pair.B, pair.IsSamePerson)));
        }
    }

    [Fact]
    public void Quoted_names_may_hold_the_separator()
    {
        PairList list = PairListReader.Read(_folder.Write("pairs.csv", "photo_a,photo_b,same\n\"Doe, J/1.jpg\",\"Doe, J/2 \"\"old\"\".jpg\",1\nx.jpg,y's.jpg,0\n"));

        Assert.Equal(["Doe, J/1.jpg", "Doe, J/2 \"old\".jpg", "x.jpg", "y's.jpg"], list.Photos);
    }

    [Fact]
    public void Lfw_names_its_folds_and_its_photos_by_number()
    {
        PairList list = PairListReader.Read(_folder.Write(
            "pairs.txt", "2\t1\nAbel_Pacheco\t1\t4\nAbdel_Madi\t1\tDean_Barker\t12\nAkhmed_Zakayev\t1\t3\nAbel_Pacheco\t4\tAkhmed_Zakayev\t1\n"));

        Assert.Equal(PairFormat.Lfw, list.Format);
        Assert.Equal(2, list.Folds);
        Assert.Equal(["Abel_Pacheco/Abel_Pacheco_0001", "Abel_Pacheco/Abel_Pacheco_0004", "Abdel_Madi/Abdel_Madi_0001", "Dean_Barker/Dean_Barker_0012"], list.Photos.Take(4));
        Assert.Equal([(true, 0), (false, 0), (true, 1), (false, 1)], list.Pairs.Select(pair => (pair.IsSamePerson, pair.Fold)));
        Assert.Equal([0, 0, 1, 2, 3, 3], list.People);
    }

    [Fact]
    public void Copies_of_lfw_as_csv_are_understood()
    {
        PairList list = PairListReader.Read(_folder.Write("pairs.csv", "name,imagenum1,imagenum2,\nAbel_Pacheco,1,4,\nAbdel_Madi,1,Dean_Barker,1\n"));

        Assert.Equal(["Abel_Pacheco/Abel_Pacheco_0001", "Abel_Pacheco/Abel_Pacheco_0004", "Abdel_Madi/Abdel_Madi_0001", "Dean_Barker/Dean_Barker_0001"], list.Photos);
        Assert.Equal([true, false], list.Pairs.Select(pair => pair.IsSamePerson));
    }

    [Fact]
    public void The_folds_of_arcface_pytorchs_list_are_those_of_lfw()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 6000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"p{i}/p{i}_0001.jpg {(i < 3000 ? 'p' : 'q')}{i}/x.jpg {(i < 3000 ? 1 : 0)}\n");
        }

        PairList list = PairListReader.Read(_folder.Write("lfw_test_pair.txt", text.ToString()));

        Assert.Equal(PairFormat.ArcFacePyTorch, list.Format);
        Assert.Equal(10, list.Folds);

        // Fold k is the lines [300k, 300k + 300) and [3000 + 300k, 3000 + 300k + 300).
        Assert.All(Enumerable.Range(0, 6000), line => Assert.Equal(line % 3000 / 300, list.Pairs[line].Fold));
    }

    [Fact]
    public void A_column_with_folds_is_followed()
    {
        PairList list = PairListReader.Read(_folder.Write("pairs.csv", "fold,a,b,same\nx,1.jpg,2.jpg,1\ny,3.jpg,4.jpg,1\ny,1.jpg,3.jpg,0\nx,2.jpg,4.jpg,0\n"));

        Assert.Equal(2, list.Folds);
        Assert.Equal([0, 1, 1, 0], list.Pairs.Select(pair => pair.Fold));
    }

    [Fact]
    public void People_are_what_pairs_of_one_person_connect_unless_folders_say_it()
    {
        PairList flat = PairListReader.Read(_folder.Write("flat.csv", "1.jpg,2.jpg,1\n2.jpg,3.jpg,1\n4.jpg,1.jpg,0\n5.jpg,4.jpg,1\n"));
        PairList folders = PairListReader.Read(_folder.Write("folders.csv", "a/1.jpg,a/2.jpg,1\nb/1.jpg,a/3.jpg,0\n"));
        PairList lying = PairListReader.Read(_folder.Write("lying.csv", "a/1.jpg,b/2.jpg,1\nb/1.jpg,a/3.jpg,0\n"));

        Assert.Equal([0, 0, 0, 1, 1], flat.People);
        Assert.Equal([0, 0, 1, 0], folders.People);
        Assert.Equal([0, 0, 1, 2], lying.People);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a.jpg,b.jpg,1\n", "only pairs of one person")]
    [InlineData("a.jpg,b.jpg,0\n", "only pairs of different people")]
    [InlineData("a,b,same\n", "no pairs")]
    [InlineData("a.jpg,b.jpg,1\nc.jpg,d.jpg,maybe\n", "list.txt, line 2: \"maybe\"")]
    [InlineData("a.jpg,b.jpg,1\n\nc.jpg,d.jpg\n", "list.txt, line 3: 2 columns")]
    [InlineData("a.jpg,b.jpg,1\nc.jpg,,0\n", "list.txt, line 2: a photo has no name")]
    [InlineData("a.jpg,b.jpg,1\nc.jpg,c.jpg,0\n", "list.txt, line 2: \"c.jpg\" is compared with itself")]
    [InlineData("only one column\n", "line 1: 1 columns")]
    [InlineData("a.jpg b.jpg 1\nJohn Doe.jpg c.jpg 0\n", "list.txt, line 2: 4 words")]
    [InlineData("a.jpg b.jpg 1\nc.jpg d.jpg 2\n", "list.txt, line 2: \"2\"")]
    [InlineData("2 1\nA 1 2\nB 1 C 1\nA 2 3\n", "stands for 4 pairs, but there are 3")]
    [InlineData("2 1\nA 1 2\nB one C 1\nA 2 3\nC 1 D 1\n", "list.txt, line 3: \"one\" should be the number")]
    [InlineData("1\nA 1 2\nB 1\n", "list.txt, line 3: 2 words")]
    [InlineData("0 0\nA 1 2\n", "stands for no pairs")]
    [InlineData("a.jpg,b.jpg,1\n\"c.jpg,d.jpg,0\n", "list.txt, line")]
    public void A_broken_list_is_refused_with_line_and_reason(string text, string expected)
    {
        EvaluationException error = Assert.Throws<EvaluationException>(() => PairListReader.Read(_folder.Write("list.txt", text)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
