#include "ns3-modules/d2c-video/model/services/d2c-web.h"

#include <ns3/node.h>
#include <ns3/pointer.h>
#include <ns3/simulator.h>
#include <ns3/string.h>
#include <ns3/uinteger.h>

#include <algorithm>
#include <cmath>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cWeb);

TypeId D2cWeb::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cWeb")
            .SetParent<D2cClientApplication>()
            .SetGroupName("D2c")
            .AddConstructor<D2cWeb>()
            // A median page on a phone in October 2024 has 66 requests and 2,311 kB, its document 18 kB: HTTP Archive, Web Almanac 2024,
            // page weight (read in a summary of that chapter). So 65 objects of 35.3 kB; that they are of one size is an assumption.
            .AddAttribute("DocumentOctets", "Octets of a page's document.", UintegerValue(18'000),
                          MakeUintegerAccessor(&D2cWeb::m_documentOctets), MakeUintegerChecker<std::uint32_t>(1))
            .AddAttribute("Objects", "Objects of a page, beside its document.", UintegerValue(65), MakeUintegerAccessor(&D2cWeb::m_objects),
                          MakeUintegerChecker<std::uint32_t>(0, 10'000))
            .AddAttribute("ObjectOctets", "Octets of an object, at least one.", StringValue("ns3::ConstantRandomVariable[Constant=35300]"),
                          MakePointerAccessor(&D2cWeb::m_objectOctets), MakePointerChecker<RandomVariableStream>())
            .AddAttribute("Connections", "Connections at once.",
                          UintegerValue(6),  // assumption: what browsers open to one host over HTTP/1.1
                          MakeUintegerAccessor(&D2cWeb::m_connections), MakeUintegerChecker<std::uint32_t>(1, 256))
            .AddAttribute("Pages", "Pages loaded one after the other.", UintegerValue(1), MakeUintegerAccessor(&D2cWeb::m_pagesWanted),
                          MakeUintegerChecker<std::uint32_t>(1))
            .AddAttribute("Reading", "Time from one page's end to the next one's wish [s].",
                          // Exponential, mean 30 s: table 1 of EURASIP JWCN 2012:287, web browsing.
                          StringValue("ns3::ExponentialRandomVariable[Mean=30]"), MakePointerAccessor(&D2cWeb::m_reading),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("RequestOctets", "Octets of a request.", UintegerValue(400),  // assumption: as D2cDashClient
                          MakeUintegerAccessor(&D2cWeb::m_requestOctets),
                          MakeUintegerChecker<std::uint32_t>(D2cRequestHeader::kOctets, 65536))
            .AddAttribute("AnswerHeaderOctets", "Octets of an answer before its content.", UintegerValue(300),  // assumption: likewise
                          MakeUintegerAccessor(&D2cWeb::m_answerHeaderOctets),
                          MakeUintegerChecker<std::uint32_t>(D2cAnswerHeader::kOctets, 65536))
            .AddAttribute("HelloOctets", "Octets of the client's part of the encryption's exchange.",
                          UintegerValue(517),  // assumption: what browsers pad a TLS 1.3 ClientHello to (RFC 7685 gives the reason for 512)
                          MakeUintegerAccessor(&D2cWeb::m_helloOctets),
                          MakeUintegerChecker<std::uint32_t>(D2cRequestHeader::kOctets, 65536))
            .AddAttribute("CertificateOctets", "Octets of the server's part: its hello and certificates.",
                          UintegerValue(3'500),  // assumption: a chain of two or three certificates
                          MakeUintegerAccessor(&D2cWeb::m_certificateOctets),
                          MakeUintegerChecker<std::uint32_t>(D2cAnswerHeader::kOctets, 65536))
            .AddTraceSource("Page", "A page is there.", MakeTraceSourceAccessor(&D2cWeb::m_pageTrace), "ns3::D2cWeb::PageCallback");
    return tid;
}

D2cWeb::D2cWeb() = default;
D2cWeb::~D2cWeb() = default;

void D2cWeb::DoDispose() {
    m_next.Cancel();
    m_lanes.clear();
    m_objectOctets = nullptr;
    m_reading = nullptr;
    D2cClientApplication::DoDispose();
}

void D2cWeb::SetService(const d2c::LightDataService& service) {
    SetAttribute("DocumentOctets", UintegerValue(static_cast<std::uint64_t>(std::ceil(service.content_bytes))));
    SetAttribute("Objects", UintegerValue(0));
    SetAttribute("Pages", UintegerValue(static_cast<std::uint64_t>(service.transfers)));
}

std::int64_t D2cWeb::AssignStreams(std::int64_t stream) {
    m_objectOctets->SetStream(stream);
    m_reading->SetStream(stream + 1);
    return 2;
}

void D2cWeb::StartApplication() { Wish(); }

void D2cWeb::StopApplication() {
    m_next.Cancel();
    m_lanes.clear();
}

void D2cWeb::Reconnect() {
    for (Lane& lane : m_lanes) {
        // The object under way is asked for again by the connection, after an exchange that is not repeated here: one round trip too few.
        lane.connection->Reconnect();
    }
}

void D2cWeb::Wish() {
    m_page = {Simulator::Now(), Time(0), Time(0), 0};
    m_documentThere = false;
    m_left = m_objects;
    m_underWay = 0;
    m_lanes.clear();
    m_lanes.push_back({Create<D2cRequestConnection>(GetNode(), GetRemote(), GetRetryAfter())});
    Use(0);
}

/// Asks for what comes next over a connection that has nothing under way.
void D2cWeb::Use(std::size_t index) {
    Lane& lane = m_lanes[index];
    const auto came = MakeCallback(&D2cWeb::Came, this).Bind(index);
    if (!lane.encrypted) {
        lane.asked = 0;
        lane.connection->Request(m_helloOctets, m_certificateOctets, D2cRequestConnection::Progress(), came);
        return;
    }
    if (!m_documentThere) {
        lane.asked = m_documentOctets;
    } else if (m_left > 0) {
        --m_left;
        ++m_underWay;
        lane.asked = static_cast<std::uint64_t>(std::max(1.0, std::ceil(m_objectOctets->GetValue())));
    } else {
        return;
    }
    lane.connection->Request(m_requestOctets, m_answerHeaderOctets + lane.asked, D2cRequestConnection::Progress(), came);
}

void D2cWeb::Came(std::size_t index, const D2cRequestConnection::State&) {
    Lane& lane = m_lanes[index];
    m_page.octets += lane.asked;
    if (!lane.encrypted) {
        lane.encrypted = true;
    } else if (!m_documentThere) {
        m_documentThere = true;
        m_page.document = Simulator::Now();
        while (m_lanes.size() < std::min(m_connections, m_objects)) {
            m_lanes.push_back({Create<D2cRequestConnection>(GetNode(), GetRemote(), GetRetryAfter())});
            Use(m_lanes.size() - 1);
        }
    } else {
        --m_underWay;
    }
    if (m_documentThere && m_left == 0 && m_underWay == 0) {
        // Not from within a connection's own callback: the page's connections go with it.
        m_next = Simulator::ScheduleNow(&D2cWeb::Loaded, this);
        return;
    }
    Use(index);
}

void D2cWeb::Loaded() {
    m_page.loaded = Simulator::Now();
    m_lanes.clear();
    m_pages.push_back(m_page);
    m_pageTrace(m_page);
    if (m_pages.size() < m_pagesWanted) m_next = Simulator::Schedule(Seconds(m_reading->GetValue()), &D2cWeb::Wish, this);
}

}  // namespace ns3
