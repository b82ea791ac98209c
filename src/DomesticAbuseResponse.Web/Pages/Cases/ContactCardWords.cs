using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>What the safe-contact card says of each way to reach the victim.</summary>
public static class ContactCardWords
{
    public static string Advice(CardEntry entry) => entry.IsShared ? "locked" : entry.Now.Advice switch
    {
        ContactAdvice.Safe => "safe now",
        ContactAdvice.NotNow => "not now",
        ContactAdvice.Unsafe => "unsafe",
        ContactAdvice.Unknown => "not known to be safe",
    };

    public static string ValueKey(ContactChannel channel) => channel switch
    {
        ContactChannel.Phone or ContactChannel.Text => "Number",
        ContactChannel.Email => "Email address",
        ContactChannel.Letter => "Address",
        ContactChannel.InPerson => "Where",
        ContactChannel.ThroughAnother => "Through",
    };

    public static string WhyHidden(CardEntry entry, DisplayNames names) => entry.IsShared
        ? $"The {names.Perpetrator.ToLowerInvariant()} has it too, so it is locked."
        : entry.Now.Reason;
}
