using FaceFunctions.AzureSearch.Indexing;

namespace FaceFunctions.AzureSearch.Tests.Indexing;

public class NameHashTests
{
    [Theory]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223")] // the first half of the SHA-256 in FIPS 180-2, B.1
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb924")]
    public void Of_is_half_a_sha_256(string name, string hash) => Assert.Equal(hash, NameHash.Of(name));

    [Theory]
    [InlineData("a.jpg", new string[0])]
    [InlineData("a/b.jpg", new[] { "a/" })]
    [InlineData("a/b/c.jpg", new[] { "a/", "a/b/" })]
    [InlineData("a/b/", new[] { "a/", "a/b/" })]
    [InlineData("//a", new[] { "/", "//" })]
    public void FoldersOf_lists_every_folder_from_the_outermost_in(string photo, string[] folders) => Assert.Equal(folders, NameHash.FoldersOf(photo));
}
