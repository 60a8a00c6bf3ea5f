using Attune.TestKit.Proofs;

namespace Attune.Architecture.Tests.Checklist;

/// <summary>A proof with a wrong id must fail where it is written.</summary>
public sealed class ProvesAttributeTests
{
    [Fact]
    public void Up_to_three_ids_are_kept_in_order() =>
        Assert.Equal(["D-34", "A-12", "E-226"], new ProvesAttribute("D-34", "A-12", "E-226").Ids);

    [Theory]
    [InlineData()]
    [InlineData("A-01", "A-02", "A-03", "A-04")]
    [InlineData("A-01", "A-01")]
    [InlineData("F-01")]
    [InlineData("a-01")]
    [InlineData("A-1")]
    [InlineData("A-0001")]
    [InlineData("A-01\n")]
    [InlineData("A-01, A-02")]
    public void Anything_else_is_refused(params string[] ids) =>
        Assert.Throws<ArgumentException>(() => new ProvesAttribute(ids));
}
