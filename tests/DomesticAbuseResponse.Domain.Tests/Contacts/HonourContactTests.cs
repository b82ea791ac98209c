using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Contacts;

/// <summary>Honour-based abuse: no relative in between, no interpreter from the local community (R1.10).</summary>
public sealed class HonourContactTests
{
    [Theory]
    [InlineData(ContactChannel.ThroughAnother, true, InterpreterUse.None, "contact.relative")]
    [InlineData(ContactChannel.ThroughAnother, null, InterpreterUse.None, "contact.relative-not-said")]
    [InlineData(ContactChannel.ThroughAnother, false, InterpreterUse.None, null)]
    [InlineData(ContactChannel.Phone, null, null, "contact.interpreter-not-said")]
    [InlineData(ContactChannel.Phone, null, InterpreterUse.NotCleared, "contact.interpreter")]
    [InlineData(ContactChannel.Phone, null, InterpreterUse.Cleared, null)]
    [InlineData(ContactChannel.Phone, null, InterpreterUse.None, null)]
    public void With_an_honour_concern_an_attempt_says_who_was_in_between_and_who_interpreted(ContactChannel channel, bool? relative, InterpreterUse? interpreter, string? code)
    {
        Assert.Equal(code, HonourContact.Refuse(true, channel, relative, interpreter)?.Code);
        Assert.Null(HonourContact.Refuse(false, channel, relative, interpreter));
    }
}
